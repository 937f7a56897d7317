"""Paper: pages that the program prints, or writes as PDF."""
