"""Measures the library: how long a build takes and how much memory, at many sizes, beside stock Material."""
