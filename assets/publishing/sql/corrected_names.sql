-- What articles name that people corrected, as it was found and as it is now. The tables of names follow it.
FROM corrected('found_names')
