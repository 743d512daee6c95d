"""What the library is: articles, topics, terms, claims, references and source records, read from files."""
