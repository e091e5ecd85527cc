"""The lines around the text that say what the article is: headline, deck, byline, date."""
