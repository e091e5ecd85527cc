"""The stages, one short file each, and the crafts they use, one package each."""
