import SpecLoading

/// Reads a policy file: its errors are all reported, and what it does not say is as strict as can be.
///
/// Who may have written the file is not looked at here: see ``FileFacts/problem(asPolicy:)``.
/// - Parameters:
///   - bytes: the file
///   - path: its name, for messages
public func loadPolicy(_ bytes: [UInt8], path: String) -> LoadedPolicy {
  var decoder = PolicyDecoder(document: DocumentDecoder(file: path))
  let policy = decoder.read(bytes)
  let diagnostics = decoder.document.diagnostics.sorted()
  return LoadedPolicy(policy: diagnostics.isEmpty ? policy : nil, diagnostics: diagnostics)
}
