/// A moment (RFC 3339, UTC) as people read it; where scripts run, the page says how far away it is.
func timeElement(_ time: String) -> String {
  let plain = time.prefix(19).map { $0 == "T" ? " " : $0 }
  return "<time datetime=\"\(escaped(time, limit: 40))\">\(escaped(String(plain))) UTC</time>"
}
