"""Measurements of the library's own parts, in a real browser where readers are concerned."""
