import DurableFiles
import Logging
import Reconciling
import SettingsLoading
import SystemPackage

/// What the agent was started with, and what it starts attempts with.
struct AgentOptions {
  let location: LocationOptions
  let logLevel: LogLevel?
  let logFormat: LogFormat?

  /// Keeps the settings as they were read: an attempt goes by these, and not by a file that somebody is just editing.
  func keepSettings(for place: Place) throws {
    guard let bytes = try SettingsFile.soundBytes(at: location.config) else { return }
    let path = FilePath(place.runLayout.agentSettings)
    // A folder of its own: runs clear away what others were writing in theirs.
    try DurableDirectory(path.removingLastComponent()).create(parents: true)
    try DurableFile(path).replace(with: bytes)
  }

  /// The arguments of an attempt.
  func arguments(for place: Place, asksServer: Bool) -> [String] {
    var arguments = ["apply", "--unattended", "--config", place.runLayout.agentSettings]
    if let directory = location.stateDir { arguments += ["--state-dir", directory] }
    if let path = location.lxcPath { arguments += ["--lxc-path", path] }
    let level = logLevel ?? place.settings.log.level ?? .info
    let format = logFormat ?? place.settings.log.format
    arguments += ["--log-level", level.rawValue, "--log-format", format.rawValue]
    return arguments + (asksServer ? [] : ["--no-fetch"])
  }

  /// The agent's own log.
  func logger(_ settings: LogSettings) -> Logger {
    let level = logLevel ?? settings.level ?? .info
    let isJSON = (logFormat ?? settings.format) == .json
    return LogTarget.logger(level: level, isJSON: isJSON, run: "")
  }
}
