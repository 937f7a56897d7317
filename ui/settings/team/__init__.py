"""The team on the Settings page: who is in it, on which laptops, letting people in, and keeping its keys."""
