"""Months of several laptops in half a second: the product's own store, merge, roads and commands under every mishap."""
