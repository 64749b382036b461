using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.People;
using Xiezhi.Office.Store;

namespace Xiezhi.Office.Erasing;

/// <summary>How the erasure of a case ended.</summary>
public abstract record ErasureOutcome
{
    private ErasureOutcome() { }

    /// <summary>The content is gone, and the log says so.</summary>
    /// <param name="Place">Index of the leaf.</param>
    public sealed record Done(ErasureLeaf Erasure, long Place) : ErasureOutcome;

    /// <summary>Nothing was erased.</summary>
    public sealed record Refused(Title Words) : ErasureOutcome;
}

/// <summary>
/// Erases the content of a case: the leaf that says so comes first, then its key is destroyed, and with it every body, paper and proposal; then the rest of the office lets go
/// of it too. One officer of the organ that the law names, and its head who consents. What was interrupted on the way is finished when the office is opened again.
/// </summary>
public sealed partial class CaseErasure
{
    private readonly CityOffice office;

    internal CaseErasure(CityOffice office) => this.office = office;

    private PrivacyRules Rules => office.Book.Privacy;

    /// <summary>The erasure of a case; null while its content is there.</summary>
    public ErasureLeaf? Of(CaseRecord record) => office.Ledger.Columns.ErasureOf(record.Edition.Edition.Procedure, record.Organ, record.Year, record.Id.Ordinal);

    /// <summary>The erasure of the case with this number; null while its content is there, and where there is no such case.</summary>
    public ErasureLeaf? Of(string number) => office.Cases.Find(number) is { } id && office.Cases.Read(id) is { State.IsErased: true } record ? Of(record) : null;

    /// <summary>Erases the content of a case that has ended.</summary>
    /// <param name="by">Who erases.</param>
    /// <param name="approver">Who consents; another person, head of the same organ.</param>
    /// <param name="number">The case's number, as its papers print it or as somebody types it.</param>
    /// <param name="ground">Id of a ground in the privacy rules.</param>
    /// <exception cref="LedgerException">A commit failed.</exception>
    /// <exception cref="LedgerStoreException">It is erased, but the store could not be cleared of what it held before; opening the folder again finishes that.</exception>
    public async Task<ErasureOutcome> EraseAsync(Account by, Account approver, string number, string ground, CancellationToken ct)
    {
        if (WhyNot(by) is { } notHis) { return new ErasureOutcome.Refused(notHis); }
        if (WhyNot(by, approver) is { } refused) { return new ErasureOutcome.Refused(refused); }
        if (WhyNot(ground) is { } unknown) { return new ErasureOutcome.Refused(unknown); }
        if (office.Cases.Find(number) is not { } id || office.Cases.Read(id) is not { } record) { return new ErasureOutcome.Refused(new($"没有“{number}”这个案件", $"There is no case {number}")); }
        if (WhyNot(record) is { } standing) { return new ErasureOutcome.Refused(standing); }
        var procedure = office.Ledger.Dictionary.Procedures.ToList().IndexOf(record.Edition.Edition.Procedure);
        var leaf = new ErasureLeaf(procedure, record.Organ, record.Year, id.Ordinal, office.Today, by.Organ - 1, by.Officer, approver.Officer, ground);
        return await RecordAsync(record, leaf, again: false, ct);
    }

    /// <summary>Erases again what a later log says was erased: a folder that was restored from an older copy has it back.</summary>
    /// <param name="erasures">Leaves of the same log, after the end of this one.</param>
    /// <returns>How many cases were erased now; a case that this folder does not have is passed over.</returns>
    public async Task<int> AgainAsync(IEnumerable<ErasureLeaf> erasures, CancellationToken ct)
    {
        var done = 0;
        foreach (var leaf in erasures)
        {
            if (leaf.Procedure >= office.Ledger.Dictionary.Procedures.Count
                || office.Cases.Find(office.Ledger.Dictionary.Procedures[leaf.Procedure], leaf.Organ, leaf.Year, leaf.Ordinal) is not { } id
                || office.Cases.Read(id) is not { } record) { continue; }
            if (await RecordAsync(record, leaf, again: true, ct) is ErasureOutcome.Done) { done++; }
        }

        return done;
    }

    /// <summary>Finishes what a crash cut off: the office forgets what the log says was erased. The keys are gone already.</summary>
    internal void Recover()
    {
        var registers = office.Ledger.Store.Registers().ToDictionary(r => (r.Procedure, r.Organ, r.Year), r => r.Id);
        var any = false;
        foreach (var (of, erasure) in office.Ledger.Columns.Erasures())
        {
            if (registers.TryGetValue((of.Procedure, of.Organ, of.Year), out var register)) { any |= Forget(CaseId.Of(register, erasure.Ordinal)); }
        }

        if (any) { office.Store.Checkpoint(); }
    }

    private async Task<ErasureOutcome> RecordAsync(CaseRecord record, ErasureLeaf leaf, bool again, CancellationToken ct)
    {
        var openings = OpeningsOf(record);
        switch (await office.Casework.EraseAsync(record.Id, leaf, again, ct))
        {
            case ActAnswer.Recorded recorded:
                office.Openings.Forget(openings);
                Forget(record.Id);
                office.Store.Checkpoint();
                office.Ledger.Store.Scrub();
                return new ErasureOutcome.Done(leaf, recorded.Leaf);
            case ActAnswer.Conflict: return new ErasureOutcome.Refused(WhyNot(office.Cases.Read(record.Id)!) ?? new("案件刚刚有变化，请再试一次", "The case has just changed; try again"));
            default: return new ErasureOutcome.Refused(Erased(record));
        }
    }

    private Title? WhyNot(string ground)
    {
        if (Rules.Ground(ground) is not null) { return null; }
        var known = string.Join("、", Rules.Grounds.Select(g => g.Id));
        return new Title($"没有“{ground}”这个理由；可用的：{known}", $"There is no ground '{ground}'; there are: {known}");
    }

    private Title? WhyNot(Account by)
    {
        if (Rules.ErasedBy is not { } competence) { return new("法律目录没有写明谁可以删除（catalogue/privacy.yaml）", "The catalogue does not say who erases (catalogue/privacy.yaml)"); }
        if (office.City.FindOrgan(by.Organ) is not { Level: "city" } organ || !organ.Competences.Contains(competence) || !by.Enabled || by.Role is not (AccountRole.Officer or AccountRole.Head))
        {
            return new($"“{by.Id}”不是市级主管机关（{competence}）的经办人，不能删除", $"'{by.Id}' is no officer of the city's organ that erases ({competence})");
        }

        return null;
    }

    private static Title? WhyNot(Account by, Account approver) =>
        approver is { Enabled: true, Role: AccountRole.Head } && approver.Organ == by.Organ && approver.Officer != by.Officer ? null
            : new($"“{approver.Id}”不是同一机关的另一位负责人，不能同意", $"'{approver.Id}' is not another person who is head of the same organ, and cannot consent");

    private Title? WhyNot(CaseRecord record)
    {
        if (record.State.IsErased) { return Erased(record); }
        if (record.State.IsOpen)
        {
            return new("案件还在办理，法律还要用到它的内容；先依程序办结", "The case is open, and the law still needs what it holds; have it ended by its procedure first");
        }

        return record.State.EarliestDue is { } due ? new($"案件里还有期限在走，到{due:yyyy-MM-dd}为止；过后再删除", $"A limit still runs in the case, until {due:yyyy-MM-dd}; erase it after that day") : null;
    }

    private Title Erased(CaseRecord record) => Of(record) is { } earlier
        ? new($"内容已于{earlier.Day:yyyy-MM-dd}删除", $"Its content was erased on {earlier.Day:yyyy-MM-dd}") : new("内容已经删除", "Its content was erased");

    /// <summary>What the parties' lists know the case by.</summary>
    private ImmutableArray<(long Party, UInt128 Key)> OpeningsOf(CaseRecord record)
    {
        var parties = record.State.Edition.Roles.Where(r => r.Kind == RoleKind.Party).Select(r => record.State.Holder(r.Index)).Append(office.Bodies.OpenerOf(record)).Where(p => p > 0).Distinct();
        return [.. parties.SelectMany(party => office.Openings.Of(party, record).Select(key => (party, key)))];
    }

    /// <returns>Whether there was anything.</returns>
    private bool Forget(CaseId id)
    {
        var papers = office.Papers.Forget(id);
        var changed = 0L;
        office.Store.Write(db =>
        {
            db["forget-proposals"].Bind(1, id.Value).Run();
            changed += db.Ask("SELECT changes()");
            db["forget-readers"].Bind(1, id.Value).Run();
            changed += db.Ask("SELECT changes()");
        });
        return papers > 0 || changed > 0;
    }
}
