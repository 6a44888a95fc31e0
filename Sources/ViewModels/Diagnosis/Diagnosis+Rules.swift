// The rules of the diagnosis. Pure: facts and the time go in, findings come out. A cause that nobody
// named is never more than likely; a fact older than its promise makes nothing certain.
//
// What the states mean and what a resume cannot lift: upstream simStatus, bindMachine, accountAsset.

public import SIMModel

extension Diagnosis {
    /// A log read longer ago than this may lack the latest rows.
    public static let logPromise = Duration.minutes(5)
    /// Balances read longer ago than this may have changed.
    public static let assetsPromise = Duration.minutes(10)
    /// A failure of ours is the answer for so long; later it is one reason among others.
    public static let failureStays = Duration.minutes(10)

    /// What `facts` tell at `now`.
    public init(of facts: CardFacts, now: WallTime) {
        var rules = Rules(facts: facts, now: now)
        rules.run()
        self.init(
            card: facts.card, isDown: rules.isDown, status: facts.status, findings: rules.findings, gaps: rules.gaps)
    }
}

/// One run of the rules.
private struct Rules {
    let facts: CardFacts
    let now: WallTime
    var isDown: Bool?
    var findings: [Diagnosis.Finding] = []
    var gaps: [Diagnosis.Gap] = []

    private var record: CardRecord? { facts.record?.value }

    mutating func run() {
        underWay()
        if let missing = facts.missingAt, facts.record == nil {
            return find(.notInPlatform, .certain, .init(.card(.snapshot), at: missing), [.unknown])
        }
        state()
        lastFailure()
        tellStateGaps()
        // What is closed for good needs no reason from money or packages.
        if isDown != false, !findings.contains(where: { $0.remedies == [.nobody] }) { tellGaps() }
    }

    private mutating func find(
        _ cause: Diagnosis.Cause, _ certainty: Diagnosis.Certainty, _ evidence: Diagnosis.Evidence?,
        _ remedies: [Diagnosis.Remedy]
    ) {
        findings.append(.init(cause, certainty, evidence, remedies))
    }

    // MARK: evidence

    private func evidence(_ provenance: Provenance?) -> Diagnosis.Evidence? {
        provenance.map { .init(.card($0.source), at: $0.effective, isStale: $0.isStale(at: now)) }
    }

    private var statusEvidence: Diagnosis.Evidence? { evidence(facts.status?.provenance) }
    private var recordEvidence: Diagnosis.Evidence? { evidence(facts.record?.provenance) }

    /// What a source says itself is certain while its promise holds.
    private func sure(_ provenance: Provenance?) -> Diagnosis.Certainty {
        provenance.map { $0.isStale(at: now) ? .likely : .certain } ?? .unknown
    }

    // MARK: our own operations

    private var newest: OperationRecord? { facts.operations.first }

    /// What is under way, and a failure of just now, is the first thing to know.
    private mutating func underWay() {
        guard let newest else { return }
        if !newest.state.isEnd {
            find(.operation(newest), .certain, .init(.journal, at: newest.updatedAt), [.follows])
        } else if isFailure(newest), now - newest.updatedAt <= Diagnosis.failureStays {
            find(.operation(newest), .certain, .init(.journal, at: newest.updatedAt), [.unknown])
        }
    }

    private func isFailure(_ record: OperationRecord) -> Bool { record.state == .failed || record.state == .refused }

    /// An older resume of ours that failed tells why the card is still down.
    private mutating func lastFailure() {
        guard isDown == true, let newest, newest.kind == .resume, isFailure(newest),
            now - newest.updatedAt > Diagnosis.failureStays
        else { return }
        find(.operation(newest), .likely, .init(.journal, at: newest.updatedAt), [.unknown])
    }

    // MARK: the state

    private mutating func state() {
        let provenance = facts.status?.provenance
        if record?.cancellation?.known == .cancelled {
            isDown = true
            return find(.cancelled, sure(facts.record?.provenance), recordEvidence, [.nobody])
        }
        if record?.replacement?.known == .replaced {
            isDown = true
            return find(.replaced, sure(facts.record?.provenance), recordEvidence, [.nobody])
        }
        guard let status = facts.status else {
            return find(.stateUnknown(nil), .unknown, nil, [.unknown])
        }
        func told(_ cause: Diagnosis.Cause, _ remedies: [Diagnosis.Remedy]) -> Diagnosis.Finding {
            .init(cause, sure(provenance), statusEvidence, remedies)
        }
        switch status.value.known {
        case .closed:
            isDown = true
            findings.append(told(.closed, [.nobody]))
        case .expired:
            isDown = true
            findings.append(told(.expired, [.nobody]))
        case .riskStop:
            isDown = true
            findings.append(told(.riskStop, [.carrier]))
        case .separated:
            isDown = true
            findings.append(told(.separated, [.rebind]))
        case .abnormal:
            isDown = true
            findings.append(told(.abnormal, [.carrier]))
        case .inStock:
            isDown = true
            findings.append(told(.inStock, [.carrier]))
        case .awaitingActivation:
            isDown = true
            realName()
            findings.append(told(.awaitingActivation, [.firstUse]))
        case .stopped:
            isDown = true
            stopped()
        case .active, .testable: up()
        case .notObtained, nil: find(.stateUnknown(status.value), .unknown, statusEvidence, [.unknown])
        }
    }

    private mutating func stopped() {
        let before = findings.count
        byHand()
        quota()
        package()
        realName()
        cut()
        money()
        let isStopping = newest.map { $0.kind == .stop && !$0.state.isEnd } ?? false
        if findings.count == before, !isStopping { find(.stoppedByNobodyKnown, .unknown, statusEvidence, [.resume]) }
    }

    private mutating func byHand() {
        let story = StopStory(operations: facts.operations, log: facts.log.value ?? [])
        // Without a fresh log somebody else may have had the last word.
        let isWhole = facts.log.value != nil && !facts.log.isOlder(than: Diagnosis.logPromise, at: now)
        let certainty: Diagnosis.Certainty =
            isWhole && sure(facts.status?.provenance) == .certain ? .certain : .likely
        func logged(_ at: WallTime?) -> Diagnosis.Evidence {
            .init(.log, at: at ?? facts.log.fetchedAt ?? now, isStale: !isWhole)
        }
        switch story.stop {
        case .own(let record) where record.state.isEnd:
            find(
                .stoppedFromHere(record.id, at: record.updatedAt, reason: record.reason), certainty,
                .init(.journal, at: record.updatedAt), [.resume])
        case .log(let entry):
            find(
                .stoppedElsewhere(words: entry.actionText, at: entry.createdAt), certainty, logged(entry.createdAt),
                [.resume])
        case .own, nil: break
        }
        if let failed = story.failedResume {
            find(.resumeFailed(why: failed.failReason, at: failed.createdAt), certainty, logged(failed.createdAt), [.unknown])
        }
    }

    private mutating func up() {
        if record?.network?.known == .cut {
            // In state active and yet cut: nobody says which of the two holds.
            cut()
        } else {
            isDown = false
            find(.notDown, sure(facts.status?.provenance), statusEvidence, [.nothing])
        }
        quota()
        if record?.online?.known == .offline {
            find(.offline, sure(facts.record?.provenance), recordEvidence, [.unknown])
        }
    }

    // MARK: what else stops a card

    private mutating func quota() {
        guard let used = facts.used, let quota = record?.quota, quota.kilobytes > 0, used.value >= quota else { return }
        let percent = Int(Double(used.value.kilobytes) / Double(quota.kilobytes) * 100)
        find(
            .overQuota(percent: percent), .likely, evidence(used.provenance), [.waits(until: now.nextMonth), .package])
    }

    private mutating func package() {
        guard let end = record?.endsAt, end <= now else { return }
        find(.packageEnded(at: end), .likely, recordEvidence, [.package])
    }

    private mutating func realName() {
        guard record?.realName?.known == .notVerified else { return }
        find(.noRealName, .likely, recordEvidence, [.realName])
    }

    private mutating func cut() {
        guard record?.network?.known == .cut else { return }
        find(.networkCut, .likely, recordEvidence, [.carrier])
    }

    private var emptyAccount: Money? {
        facts.assets.value?.main.balance.flatMap { $0.tenThousandths < 0 ? $0 : nil }
    }

    private var emptyPool: AccountAssets.Pool? {
        guard let id = record?.poolID, let pool = facts.assets.value?.pools.first(where: { $0.id == Int64(id) })
        else { return nil }
        return pool.available.flatMap { $0.tenThousandths <= 0 ? pool : nil }
    }

    private mutating func money() {
        let isOld = facts.assets.isOlder(than: Diagnosis.assetsPromise, at: now)
        let seen = Diagnosis.Evidence(.assets, at: facts.assets.fetchedAt ?? now, isStale: isOld)
        if let pool = emptyPool { find(.poolEmpty(id: pool.id, name: pool.name), .likely, seen, [.topUp]) }
        if let balance = emptyAccount { find(.accountEmpty(balance), .likely, seen, [.topUp]) }
    }

    // MARK: what is not known

    private mutating func tellStateGaps() {
        if let status = facts.status {
            if status.provenance.source == .degraded {
                gaps.append(.stateDegraded)
            } else if status.provenance.isStale(at: now) {
                gaps.append(.stateOld(status.provenance))
            }
        } else {
            gaps.append(.noState)
        }
        if let record = facts.record {
            let isTold = record.provenance == facts.status?.provenance
            if record.provenance.isStale(at: now), !isTold { gaps.append(.recordOld(record.provenance)) }
        } else {
            gaps.append(.noRecord)
        }
    }

    private mutating func tellGaps() {
        if let record {
            if record.quota == nil || facts.used == nil { gaps.append(.noQuota) }
            if record.endsAt == nil { gaps.append(.noPackageEnd) }
            if record.realName == nil || record.realName?.known == .notObtained { gaps.append(.noRealNameState) }
        }
        tellAnswers()
    }

    private mutating func tellAnswers() {
        if facts.log.value == nil {
            gaps.append(facts.log.problem.map { .logFailed($0) } ?? .logNotRead(isAsking: facts.log.isAsking))
        } else if let at = facts.log.fetchedAt, facts.log.isOlder(than: Diagnosis.logPromise, at: now) {
            gaps.append(.logOld(at))
        }
        if facts.assets.value == nil {
            gaps.append(facts.assets.problem.map { .assetsFailed($0) } ?? .assetsNotRead(isAsking: facts.assets.isAsking))
        } else if let at = facts.assets.fetchedAt, facts.assets.isOlder(than: Diagnosis.assetsPromise, at: now) {
            gaps.append(.assetsOld(at))
        }
        if let pool = record?.poolID, pool > 0, let assets = facts.assets.value,
            !assets.pools.contains(where: { $0.id == Int64(pool) })
        {
            gaps.append(.poolNotListed(pool))
        }
    }
}
