"""The Review page: what laptops answered differently, and the person who decides."""
