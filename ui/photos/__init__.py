"""The page between photos and drafts: how they were grouped, whose clock was wrong, and what they become."""
