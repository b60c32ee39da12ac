/// What libyaml's complaints mean to somebody who writes a document.
enum SyntaxMessage {
  /// Our words for one of libyaml's (scanner.c and parser.c of 0.2.5), its own where we have none.
  static func text(for problem: String) -> String {
    texts[problem] ?? problem
  }

  /// What to call the place where that began which libyaml was reading.
  static func phrase(for context: String) -> String {
    switch context {
    case "while scanning a quoted scalar", "while parsing a quoted scalar":
      "the quoted text begins at"
    case "while parsing a block mapping", "while parsing a flow mapping": "the mapping begins at"
    case "while parsing a block collection", "while parsing a flow sequence": "the list begins at"
    case "while scanning a simple key": "the key begins at"
    default: "it begins at"
    }
  }

  private static let texts = [
    "mapping values are not allowed in this context":
      "a ':' cannot stand here; check the indentation, or quote the text",
    "block sequence entries are not allowed in this context":
      "a list item cannot begin here; check the indentation",
    "mapping keys are not allowed in this context":
      "a key cannot begin here; check the indentation",
    "could not find expected ':'": "a ':' is missing after the key",
    "did not find expected key": "a key was expected here; check the indentation and the quotes",
    "did not find expected '-' indicator":
      "a list item was expected here; check the indentation",
    "did not find expected ',' or ']'": "a ',' or ']' is missing here",
    "did not find expected ',' or '}'": "a ',' or '}' is missing here",
    "did not find expected node content": "a value is missing here",
    "found character that cannot start any token":
      "a value cannot begin with this character; quote it",
    "found unexpected end of stream": "the text ends before the closing quote",
    "found unexpected document indicator": "the document ends before the closing quote",
    "found unknown escape character":
      "this escape is unknown; write '\\\\' for a backslash, or use single quotes",
    "found invalid Unicode character escape code": "this escape is no Unicode character",
    "did not find expected hexdecimal number": "this escape needs hexadecimal digits",
    "found a tab character where an indentation space is expected":
      "a tab indents this line; use spaces",
    "found a tab character that violates indentation": "a tab indents this line; use spaces",
    "did not find expected comment or line break": "only a comment may follow here",
    "found incompatible YAML document":
      "this version of YAML is not supported; remove the directive, or write '%YAML 1.2'",
    "found duplicate %YAML directive": "there is a second %YAML directive; remove it",
    "found unknown directive name": "this directive is not supported; remove it",
    "found undefined tag handle": "tags are not supported; remove it",
    "did not find expected <document start>":
      "a second value begins here; a file holds one document",
    "did not find expected alphabetic or numeric character":
      "a value cannot begin with '&' or '*'; quote it",
  ]
}
