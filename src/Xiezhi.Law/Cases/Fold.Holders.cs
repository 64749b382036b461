using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Cases;

/// <summary>Roles that several hold: who comes and goes, what each has done for itself, whose clocks something touches.</summary>
public sealed partial class Fold
{
    /// <summary>Naming replaces the former holders: those who stay keep what they have done and their clocks, those who go lose both.</summary>
    private void Fill(ImmutableArray<Naming> names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var role = names[i].Role;
            if (!Edition.Roles[role].Many) { Case.holders[role] = names[i].Holder; }
            else if (names.Take(i).All(n => n.Role != role)) { Hold(role, [.. names.Where(n => n.Role == role).Select(n => n.Holder).Distinct()]); }
        }
    }

    /// <summary>Somebody takes the place of another: what that one has done and his clocks are now his. Officers of an organ that hands over go with it.</summary>
    private void HandOver(Entry entry)
    {
        foreach (var (role, now) in entry.Names)
        {
            var before = Edition.Roles[role].Many && entry.OnHolder != 0 ? entry.OnHolder : Case.Holder(role);
            if (Case.holders[role] == before) { Case.holders[role] = now; }
            Case.further = Array.ConvertAll(Case.further, f => f.Role == role && f.Holder == before ? f with { Holder = now } : f);
            Case.partsDone = Array.ConvertAll(Case.partsDone, p => p.Role == role && p.Holder == before ? p with { Holder = now } : p);
            Case.partServices = Array.ConvertAll(Case.partServices, p => p.Role == role && p.Holder == before ? p with { Holder = now } : p);
            foreach (ref var clock in Case.clockList.AsSpan()) { if (clock.Of == before && Edition.Limits[clock.Limit].PerRole == role) { clock.Of = now; } }
            foreach (var officer in Edition.Roles.Where(r => r.Kind == RoleKind.Officer && r.Of == role && Edition.Roles[role].Kind == RoleKind.Organ))
            {
                Hold(officer.Index, [.. Case.HoldersOf(officer.Index).Where(h => Actor.FromOfficerHolder(h).Organ != (int)before)]);
            }
        }
    }

    private void Release(int role)
    {
        if (Edition.Roles[role].Many) { Hold(role, []); }
        else { Case.holders[role] = 0; }
    }

    private void Hold(int role, ImmutableArray<long> now)
    {
        var gone = Case.HoldersOf(role).Except(now).ToList();
        Case.holders[role] = now.IsEmpty ? 0 : now[0];
        Case.further = [.. Case.further.Where(f => f.Role < role), .. now.Skip(1).Select(h => new Naming(role, h)), .. Case.further.Where(f => f.Role > role)];
        if (gone.Count == 0) { return; }
        Case.partsDone = Array.FindAll(Case.partsDone, p => p.Role != role || !gone.Contains(p.Holder));
        Case.partServices = Array.FindAll(Case.partServices, p => p.Role != role || !gone.Contains(p.Holder));
        foreach (ref var clock in Case.clockList.AsSpan())
        {
            if (clock.Runs && Edition.Limits[clock.Limit].PerRole == role && gone.Contains(clock.Of)) { clock.State = ClockState.Void; }
        }
    }

    /// <summary>Keeps what the actor has done for itself; the law does it for everybody.</summary>
    private void DoPart(Act act, Actor by)
    {
        foreach (var role in act.By)
        {
            foreach (var holder in Case.HoldersOf(role))
            {
                if (!by.IsLaw && holder != by.HolderFor(Edition.Roles[role].Kind)) { continue; }
                var done = Case.DoneBy(act.Index, role, holder);
                Keep(done with { Times = (short)(done.Times + 1), TimesSince = (short)(done.TimesSince + 1), Counts = true });
            }
        }
    }

    private void Keep(PartDone part)
    {
        var at = Array.FindIndex(Case.partsDone, p => p.Act == part.Act && p.Role == part.Role && p.Holder == part.Holder);
        if (at < 0) { Case.partsDone = [.. Case.partsDone, part]; return; }
        Case.partsDone = [.. Case.partsDone];
        Case.partsDone[at] = part;
    }

    /// <summary>Whether every present holder has done it; not when there is none.</summary>
    private bool AllHaveDone(Act act)
    {
        var any = false;
        foreach (var role in act.By)
        {
            foreach (var holder in Case.HoldersOf(role))
            {
                if (!Case.DoneBy(act.Index, role, holder).Counts) { return false; }
                any = true;
            }
        }

        return any;
    }

    /// <summary>When holders come or go, an act that each does for itself may count no longer, or be complete by those who are left: then it has its effects now.</summary>
    private void Reconsider(Entry entry)
    {
        foreach (var index in Edition.Traits.Each)
        {
            var act = Edition.Acts[index];
            var all = AllHaveDone(act);
            if (Case.acts[index].Counts == all) { continue; }
            Case.acts[index] = Case.acts[index] with { Counts = all };
            if (all) { TakeEffect(act, entry, whole: true); }
        }
    }

    private void UndoParts(int act)
    {
        if (Case.partsDone.Length > 0) { Case.partsDone = Array.ConvertAll(Case.partsDone, p => p.Act == act ? p with { Counts = false } : p); }
    }

    private void CountAnew(int act)
    {
        Case.acts[act] = Case.acts[act] with { TimesSince = 0 };
        if (Case.partsDone.Length > 0) { Case.partsDone = Array.ConvertAll(Case.partsDone, p => p.Act == act ? p with { TimesSince = 0 } : p); }
    }

    /// <summary>Of a limit per role or fact, the holder or the value whose clock the entry in hand touches; null when it touches everybody's.</summary>
    private long? OneOf(Limit limit)
    {
        if (limit.PerFact >= 0) { return Case.facts[limit.PerFact]; }
        if (limit.PerRole < 0 || inHand is not { } entry) { return null; }
        switch (entry.Kind)
        {
            case EntryKind.Serve: return entry.On == limit.PerRole ? ReceiverOf(entry) : null;
            case EntryKind.Act when Edition.Acts[entry.Subject].By.Contains(limit.PerRole):
                var actor = entry.By.HolderFor(Edition.Roles[limit.PerRole].Kind);
                return Case.Holds(limit.PerRole, actor) ? actor : null;
            default: return null;
        }
    }

    private bool Touches(Limit limit, in Clock clock) => !limit.IsPer || OneOf(limit) is not { } one || one == clock.Of;

    private long ReceiverOf(Entry entry) => entry.OnHolder != 0 || entry.On < 0 ? entry.OnHolder : Case.Holder(entry.On);

    /// <summary>Whether the limit has a clock for each of those who do an act, or are served, one by one.</summary>
    private bool IsOwn(int limit) => Edition.Limits[limit].IsPer && OneOf(Edition.Limits[limit]) is not null;

    /// <summary>Whether every present receiver now has the document: only then is it served.</summary>
    private bool ServedOnAll(Document document, Entry entry)
    {
        var now = new PartService(document.Index, entry.On, ReceiverOf(entry));
        var others = Array.FindAll(Case.partServices, p => p.Document != document.Index);
        var parts = Array.FindAll(Case.partServices, p => p.Document == document.Index && p != now);
        var all = true;
        foreach (var role in document.To)
        {
            foreach (var holder in Case.HoldersOf(role)) { all &= new PartService(document.Index, role, holder) is var one && (one == now || parts.Contains(one)); }
        }

        Case.partServices = all ? others : [.. others, .. parts, now];
        return all;
    }

    private void ForgetPartServices(int document)
    {
        if (Case.partServices.Length > 0) { Case.partServices = Array.FindAll(Case.partServices, p => p.Document != document); }
    }
}
