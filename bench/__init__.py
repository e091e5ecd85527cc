"""Measurements: speed, memory and quality, as `make bench` prints them."""
