"""What a text is made of: sentences, words, its language, keywords and topics."""
