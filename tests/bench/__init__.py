"""The program's speed and memory, each number beside the floor it stands on: `python -m tests.bench`."""
