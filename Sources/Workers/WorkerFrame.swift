/// What a worker says: any number of `progress`, then one `reply` or `failure`.
enum WorkerFrame<Progress: Codable & Sendable, Reply: Codable & Sendable>: Codable, Sendable {
  case progress(Progress)
  case reply(Reply)
  case failure(WorkerFailure)
}
