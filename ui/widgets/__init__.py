"""The widget kit: small pieces that every page is put together from, one file each."""
