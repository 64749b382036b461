using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Acts;

/// <summary>
/// How an input becomes an act: the gate, the reading of it, an approval where one is needed, the casework, and the papers that come with it. Whatever is
/// interrupted on the way is finished by the same input under the same key, or when the office is opened again.
/// </summary>
internal sealed class Acting(CityOffice office)
{
    /// <summary>Has an act done for somebody.</summary>
    /// <param name="approval">Who approved it, where a proposal of the viewer's is carried out; null for an act that comes from him now.</param>
    public async Task<ActOutcome> DoAsync(Viewer viewer, ActInput input, Approval? approval, CancellationToken ct)
    {
        if (Barred(viewer, input, out var record) is { } barred) { return barred; }
        var asked = new Asked(viewer, input, record, approval?.Day);
        if (asked.Papers.Length > 0 && Earlier(asked) is { } known) { return known; }
        // Whoever speaks of a case as it was is told so before what he asks is judged by how it is.
        if (record is not null && input.Seen is { } seen && seen != record.State.Entries) { return Earlier(asked) ?? new ActOutcome.Conflict(seen, record.State.Entries); }
        return ActReading.Read(office.Book, record?.State, asked.Input, viewer, office.Now, PaperOf, () => HistoryOf(record)) switch
        {
            ActReading.Sound sound => await DoAsync(asked, sound, approval, ct),
            // What was recorded the first time may not read any more; who repeats it gets the first answer all the same.
            ActReading.Refused refused => Earlier(asked) ?? new ActOutcome.Refused(refused.Why),
            ActReading.Unsound unsound => Earlier(asked) ?? new ActOutcome.Unreadable(unsound.Problems),
            var other => throw new InvalidOperationException($"An input was read as {other.GetType().Name}."),
        };
    }

    /// <summary>Whether an act would be recorded as things stand; nothing is.</summary>
    /// <returns>What would be answered instead, or was answered to the same input before; null when it would be recorded, or kept as a proposal.</returns>
    public ActOutcome? Try(Viewer viewer, ActInput input)
    {
        if (Barred(viewer, input, out var record) is { } barred) { return barred; }
        var asked = new Asked(viewer, input, record, approved: null);
        if (Earlier(asked) is { } known) { return known; }
        return ActReading.Read(office.Book, record?.State, asked.Input, viewer, office.Now, PaperOf, () => HistoryOf(record)) switch
        {
            ActReading.Sound sound => Judged(sound, record) is Decision.Refused refused ? new ActOutcome.Refused(refused) : null,
            ActReading.Refused refused => new ActOutcome.Refused(refused.Why),
            ActReading.Unsound unsound => new ActOutcome.Unreadable(unsound.Problems),
            var other => throw new InvalidOperationException($"An input was read as {other.GetType().Name}."),
        };
    }

    /// <summary>What the gate answers whoever may not act there; null when he may.</summary>
    private ActOutcome? Barred(Viewer viewer, ActInput input, out CaseRecord? record)
    {
        record = null;
        if (input.Case is { } number)
        {
            record = office.Cases.Find(number) is { } id ? office.Cases.Read(id) : null;
            if (record is null || office.Gate.Look(viewer, record) is null) { return new ActOutcome.NoSuchCase(); }
        }

        if (!office.Gate.MayAct(viewer, opens: record is null, serves: input.Act.StartsWith(FieldName.Serve, StringComparison.Ordinal))) { return new ActOutcome.NotYours(); }
        return record is not null && BuiltInAct.Read(input.Act) is not null && !office.Gate.MayPutRight(viewer) ? new ActOutcome.NotYours() : null;
    }

    /// <summary>Finishes what a crash cut off: papers set aside for an act that was recorded are bound to it, the others given free.</summary>
    public void Recover()
    {
        foreach (var key in office.Papers.Reserving())
        {
            if (office.Ledger.Store.ReadAnswer(key) is { } answer) { BindPapers(key, office.Cases.OfLeaf(answer.Leaf), answer.Leaf); }
            else if (office.Proposed.Find(key) is not { State: ProposalState.Waiting }) { office.Papers.Release(key); }
        }

        foreach (var row in office.Proposed.Waiting())
        {
            if (office.Ledger.Store.ReadAnswer(row.AnswerKey) is not { } answer) { continue; }
            if (row.OwnKey is null || !Opened(row, office.Cases.OfLeaf(answer.Leaf), decider: "")) { office.Proposed.Decide(row.Id, ProposalState.Approved, decider: "", reason: null, caseKey: []); }
        }
    }

    private async Task<ActOutcome> DoAsync(Asked asked, ActReading.Sound sound, Approval? approval, CancellationToken ct)
    {
        var request = sound.Request;
        if (asked.Papers.Length > 0 && office.Papers.Reserve(asked.AnswerKey, asked.Papers) is { } taken)
        {
            if (Earlier(asked) is { } meanwhile) { return meanwhile; }
            office.Papers.Release(asked.AnswerKey);
            return new ActOutcome.Unreadable([asked.ProblemOf(taken)]);
        }

        if (approval is { } given) { request = request with { Approvals = [given] }; }
        else if (NeedsApproval(sound)) { return Propose(asked, sound); }

        if (asked.Record is null && asked.Viewer is Viewer.SignedIn && request.By.Party is > 0 and var party) { office.Openings.Note(party, asked.AnswerKey); }
        ActAnswer answer;
        try
        {
            answer = await office.Casework.SubmitAsync(
                new ActSubmission(asked.Record?.Id, asked.Record is null ? sound.Edition.Procedure : null, request, asked.Key, asked.Input.Seen, asked.Text) { Under = asked.Record is null ? null : sound.Edition }, ct);
        }
        catch (ArgumentException unfit)
        {
            answer = new ActAnswer.Refused(new Decision.Refused(RefusalCode.FactWrong, null, asked.Input.Act, unfit.Message));
        }

        if (answer is ActAnswer.Recorded recorded) { return Done(asked, recorded.Case, recorded.Leaf, recorded.Repeated, request.By); }
        // An approved act keeps its papers for the next attempt.
        if (asked.Papers.Length > 0 && approval is null && answer is not ActAnswer.KeyReused) { office.Papers.Release(asked.AnswerKey); }
        return answer switch
        {
            ActAnswer.Refused refused => new ActOutcome.Refused(refused.Why),
            ActAnswer.Conflict conflict => new ActOutcome.Conflict(conflict.Seen, conflict.Now),
            ActAnswer.KeyReused reused => new ActOutcome.KeyReused(reused.Leaf),
            ActAnswer.Erased => new ActOutcome.Erased(),
            _ => new ActOutcome.NoSuchCase(),
        };
    }

    /// <summary>Keeps an act that needs an approval, if it would be accepted with one.</summary>
    private ActOutcome Propose(Asked asked, ActReading.Sound sound)
    {
        if (Earlier(asked) is { } known) { return known; }
        if (asked.Record is not { } record)
        {
            if (asked.Viewer is not Viewer.SignedIn)
            {
                var act = sound.Edition.Acts[sound.Request.Subject];
                return Freed(asked, new ActOutcome.Refused(new Decision.Refused(RefusalCode.NotApproved, act.Basis, act.Id, $"'{act.Id}' opens a case and needs an approval first; sign in to ask for it")));
            }

            return Judged(sound, record: null) is Decision.Refused no ? Freed(asked, new ActOutcome.Refused(no)) : Kept(asked, place: null);
        }

        if (asked.Input.Seen is { } seen && seen != record.State.Entries) { return Freed(asked, new ActOutcome.Conflict(seen, record.State.Entries)); }
        if (office.Bodies.KeyOf(record) is not { } key) { return Freed(asked, new ActOutcome.Erased()); }
        return Judged(sound, record) is Decision.Refused refused ? Freed(asked, new ActOutcome.Refused(refused)) : Kept(asked, (record.Id, key));
    }

    /// <summary>Whether somebody else must approve it: the law says so of the act, or it changes what was recorded, who acts, or under which edition.</summary>
    private static bool NeedsApproval(ActReading.Sound sound) => sound.Request.Kind switch
    {
        EntryKind.Act => sound.Edition.Acts[sound.Request.Subject].ApprovedBy >= 0,
        EntryKind.Amend or EntryKind.Annul or EntryKind.HandOver or EntryKind.Move => true,
        _ => false,
    };

    /// <summary>What the law says of the act as things stand; of one that needs an approval, with that of somebody who could give it. Nothing is recorded.</summary>
    private Decision Judged(ActReading.Sound sound, CaseRecord? record)
    {
        if (record is null) { return JudgedOpening(sound); }
        var request = sound.Request;
        if (NeedsApproval(sound))
        {
            var isAct = request.Kind == EntryKind.Act;
            var approver = isAct ? Approvers.AnyOf(record.State, sound.Edition.Roles[sound.Edition.Acts[request.Subject].ApprovedBy], request.By, office.City) : Approvers.AtOrAbove(request.By, office.City);
            if (approver is { } some) { request = request with { Approvals = [new Approval(some, isAct ? request.When.Day : request.Today)] }; }
        }

        return Decide.On(sound.Edition, record.State, request, office.Book.Calendar, office.City, new KnownCases(office), record.Id.Value);
    }

    // Whose approval an opening needs, only the law can tell: the case is not there yet.
    private Decision JudgedOpening(ActReading.Sound sound)
    {
        var decision = office.Try(sound.Edition, sound.Request);
        if (!NeedsApproval(sound)) { return decision; }
        foreach (var approver in Approvers.Officers(sound.Edition.Roles[sound.Edition.Acts[sound.Request.Subject].ApprovedBy], office.City))
        {
            if (decision is not Decision.Refused { Code: RefusalCode.NotApproved }) { break; }
            if (approver != sound.Request.By) { decision = office.Try(sound.Edition, sound.Request with { Approvals = [new Approval(approver, sound.Request.When.Day)] }); }
        }

        return decision;
    }

    private ActOutcome Kept(Asked asked, (CaseId Id, byte[] Key)? place)
    {
        var kept = office.Proposed.Keep(asked.AnswerKey, asked.Fingerprint, place, asked.Input.Act, asked.Viewer, asked.Sent);
        return kept.Asked == asked.Fingerprint ? new ActOutcome.Waits(kept.Id) : new ActOutcome.KeyReused(0);
    }

    /// <summary>The case that a proposal would open today if somebody approved it; null when the law says no.</summary>
    public CaseState? Supposed(Viewer proposer, ActInput input, Actor approver) =>
        ActReading.Read(office.Book, null, new Asked(proposer, input, null, office.Today).Input, proposer, office.Now, PaperOf) is ActReading.Sound sound
        && office.Try(sound.Edition, sound.Request with { Approvals = [new Approval(approver, office.Today)] }) is Decision.Accepted accepted ? accepted.Case : null;

    /// <summary>A proposal has opened its case: it is sealed under the case's key from now on.</summary>
    /// <returns>False when the case was erased meanwhile.</returns>
    public bool Opened(ProposalRow row, CaseId id, string decider)
    {
        if (office.Cases.Read(id) is not { } record || office.Bodies.KeyOf(record) is not { } key) { return false; }
        office.Proposed.Open(row, id, key, decider);
        return true;
    }

    /// <summary>What was not taken gives its papers free.</summary>
    private ActOutcome Freed(Asked asked, ActOutcome why)
    {
        if (asked.Papers.Length > 0) { office.Papers.Release(asked.AnswerKey); }
        return why;
    }

    private ImmutableArray<Entry> HistoryOf(CaseRecord? record) => record is not null && office.Bodies.KeyOf(record) is { } key ? office.Bodies.Read(record, key) : [];

    /// <summary>The answer that the key got before; null when it got none.</summary>
    private ActOutcome? Earlier(Asked asked)
    {
        if (office.Ledger.Store.ReadAnswer(asked.AnswerKey) is { } answer)
        {
            if (answer.Request != asked.Fingerprint) { return new ActOutcome.KeyReused(answer.Leaf); }
            return Done(asked, asked.Record?.Id ?? office.Cases.OfLeaf(answer.Leaf), answer.Leaf, repeated: true, by: null);
        }

        return office.Proposed.Find(asked.AnswerKey) is { } proposed
            ? proposed.Asked == asked.Fingerprint ? new ActOutcome.Waits(proposed.Id) : new ActOutcome.KeyReused(0)
            : null;
    }

    /// <param name="by">Who acted; null where that must be looked up.</param>
    private ActOutcome.Done Done(Asked asked, CaseId id, long leaf, bool repeated, Actor? by)
    {
        if (asked.Papers.Length > 0) { BindPapers(asked.AnswerKey, id, leaf); }
        if (asked.Record is { } known) { return new ActOutcome.Done(office.Cases.NumberOf(known), id, leaf, repeated, Code: null); }
        var record = office.Cases.Read(id)!;
        var party = by?.Party ?? (office.Bodies.KeyOf(record) is { } key ? office.Bodies.Read(record, key, 1).By.Party : 0);
        return new ActOutcome.Done(office.Cases.NumberOf(record), id, leaf, repeated, party != 0 ? office.Codes.Of(record) : null);
    }

    /// <summary>Binds the papers set aside under the key to the entry that names them: the act's own, which follows the expiries recorded with it.</summary>
    private void BindPapers(UInt128 answerKey, CaseId id, long leaf)
    {
        var record = office.Cases.Read(id)!;
        if (office.Bodies.KeyOf(record) is not { } key) { return; }
        for (var number = record.Places.IndexOf(leaf) + 1; number > 0 && number <= record.Places.Count; number++)
        {
            if (office.Bodies.Read(record, key, number) is not { Papers.Length: > 0 } entry) { continue; }
            office.Papers.Bind(answerKey, id, key, entry);
            return;
        }
    }

    private ContentHash? PaperOf(string id) => office.Papers.Find(id)?.Content;

    /// <summary>An input with all that identifies it. Keys of different people are different keys.</summary>
    private sealed class Asked
    {
        /// <param name="approved">The day on which the act was approved; it follows its approval, so what was to have happened on an earlier day happens now, in the
        /// case as it stands.</param>
        public Asked(Viewer viewer, ActInput input, CaseRecord? record, DateOnly? approved)
        {
            Viewer = viewer;
            Record = record;
            Sent = input;
            Key = viewer switch
            {
                Viewer.SignedIn signed => $"account {signed.Account.Id}\n{input.Key}",
                Viewer.Tracker tracker => $"party {tracker.Case} {tracker.Party}\n{input.Key}",
                _ => $"somebody\n{input.Key}",
            };
            Input = input with { Key = Key };
            // A correction says when something happened, and that does not change by waiting.
            if (approved is { } day) { Input = Input with { Seen = null, When = BuiltInAct.Read(input.Act) is { Corrects: true } ? input.When : Moment.TryParse(input.When ?? "", out var when) && when.Day == day ? input.When : null }; }
            AnswerKey = ActSubmission.HashOf(Key);
            Text = $"{record?.Id}\n{input.Procedure}\n{ActReading.Text(input)}";
            Fingerprint = ActSubmission.HashOf(Key, Text);
            Papers = [.. input.Documents.Values.SelectMany(ids => ids.IsDefault ? [] : ids)];
        }

        public Viewer Viewer { get; }
        public CaseRecord? Record { get; }

        /// <summary>As it was sent, with the sender's own key.</summary>
        public ActInput Sent { get; }
        public ActInput Input { get; }
        public string Key { get; }
        public UInt128 AnswerKey { get; }

        /// <summary>All that was sent, as one text, and its hash.</summary>
        public string Text { get; }
        public UInt128 Fingerprint { get; }

        /// <summary>The ids of the papers that come with it.</summary>
        public ImmutableArray<string> Papers { get; }

        public InputProblem ProblemOf(string paper)
        {
            var document = Input.Documents.FirstOrDefault(d => !d.Value.IsDefault && d.Value.Contains(paper)).Key;
            return new InputProblem($"document.{document}", new Title("这份材料已随另一次办理提交；请重新上传", "This paper was handed in with another act; upload it again"));
        }
    }
}
