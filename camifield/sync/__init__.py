"""How laptops meet: roads that carry signed commits, the bundle file, and the meeting that takes them in."""
