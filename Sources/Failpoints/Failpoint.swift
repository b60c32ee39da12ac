/// A place at which a test can have this program killed, to see whether the next run puts right what was left half done.
///
/// Where nobody asks for it in the environment this is one look at a constant, and the name is not even made.
///
/// - Parameter name: what has just been done, or comes next: `begin web/start`, `synced /var/lib/turris-apply/index.json`.
@inline(__always)
public func failpoint(_ name: @autoclosure () -> String) {
  if let failpoints = Failpoints.asked { failpoints.pass(name()) }
}
