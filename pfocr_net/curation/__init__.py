"""Scripts that compile the data the other rooms read; nothing imports them."""
