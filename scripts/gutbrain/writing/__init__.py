"""Help before and while a page is written: its skeleton, and schemas for editors."""
