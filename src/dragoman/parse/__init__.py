"""Article -> sentences, tokens, trees, mentions. The language model runs here alone."""
