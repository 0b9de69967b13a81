"""How the shipped language model is made: from treebanks and names to one ONNX file."""
