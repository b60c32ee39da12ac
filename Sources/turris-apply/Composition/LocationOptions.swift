import ArgumentParser
import SettingsLoading

/// The flags of every command that looks at the state of this machine.
struct LocationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Settings file (default: \(SettingsFile.settingsPath)).", valueName: "file"))
  var config: String?

  @Option(help: ArgumentHelp("Where what must last is kept.", valueName: "dir"))
  var stateDir: String?

  @Option(help: ArgumentHelp("Where containers are defined.", valueName: "dir"))
  var lxcPath: String?

  /// Reads the settings; a missing file means the defaults, unless it was asked for.
  func load() throws -> Place {
    try Place(
      settings: try SettingsFile.settings(at: config), stateDirectory: stateDir, lxcPath: lxcPath)
  }
}
