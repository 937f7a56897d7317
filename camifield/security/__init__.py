"""The only home of cryptography: signatures, fingerprints, key pairs, and the file that keeps a laptop's keys."""
