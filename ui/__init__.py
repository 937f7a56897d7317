"""The window: pages, editors and presenters. The only home of Qt."""
