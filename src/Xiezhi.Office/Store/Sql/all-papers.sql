SELECT hash FROM paper
