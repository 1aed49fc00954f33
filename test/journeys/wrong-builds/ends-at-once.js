// Loaded before Harbour (node --import): a process that ends at SIGTERM as one does that nobody has told otherwise.
process.on('SIGTERM', () => process.exit(0));
