"""Tables and word lists that are packaged (`README.md` says where each comes from)."""
