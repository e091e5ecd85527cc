-- The words of a text as `search` knows them: in small letters, without accents. Scripts that leave no space between words give single characters.
-- A mark alone, such as an emoji's variation selector or a vowel sign, is no word: without accents nothing is left of it.
--
-- example: SELECT words_of('Łódź’s Café, 2026') AS words
CREATE MACRO words_of(words_in) AS list_filter(
    list_transform(
        regexp_extract_all(
            lower(words_in),
            '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]'
            || '|(?:[^\P{L}\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]|\p{N})'
            || '(?:[^\P{L}\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]|[\p{M}\p{N}])*'
        ),
        lambda word: CASE
            WHEN strlen(word) = len(word) AND len(word) <= 64 THEN word
            ELSE translate(left(strip_accents(word), 64), 'øłđħß', 'oldhs')
        END
    ),
    lambda word: word <> ''
)
