"""The gut–brain health library's pipeline: read, enrich, check, import and finish."""
