public import ArgumentParser
public import SettingsLoading

/// `--log-level`.
typealias LogLevel = LogSettings.Level
/// `--log-format`.
typealias LogFormat = LogSettings.Format

extension LogSettings.Level: ExpressibleByArgument {}
extension LogSettings.Format: ExpressibleByArgument {}
