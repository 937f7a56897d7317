"""The signed log and the merge, as pure values: no files, no clock of its own, no knowledge of what is recorded."""
