"""The command line: read the words, call one service, answer."""
