"""Reading captions: text to relations."""
