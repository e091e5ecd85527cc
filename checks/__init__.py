"""The promises: contracts, closed vocabularies and the checks that hold rows to them."""
