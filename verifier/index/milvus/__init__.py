"""An index in Milvus: the same contract as the one in a folder, for corpora that one machine does not hold."""
