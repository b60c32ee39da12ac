import SpecLoading

/// Reads a settings file: its errors are all reported, and what it does not say has its default.
///
/// - Parameters:
///   - bytes: the file
///   - path: its name, for messages
public func loadSettings(_ bytes: [UInt8], path: String) -> LoadedSettings {
  var decoder = SettingsDecoder(document: DocumentDecoder(file: path))
  let settings = decoder.read(bytes)
  let diagnostics = decoder.document.diagnostics.sorted()
  return LoadedSettings(settings: diagnostics.isEmpty ? settings : nil, diagnostics: diagnostics)
}
