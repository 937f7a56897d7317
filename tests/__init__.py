"""Tests that protect what people rely on; they mirror the tree of the code."""
