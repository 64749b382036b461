using System.Collections.Immutable;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Procedures;
using Xiezhi.Replay.Lives;

namespace Xiezhi.Replay.Reading;

/// <summary>Reads the steps of one life, each in the light of those before it.</summary>
internal sealed class StepReader(Edition edition, Setting setting, ImmutableArray<Part> parts, Deck deck, Fields hours)
{
    private readonly Dictionary<int, int> named = [];
    private byte[] namings = new byte[edition.Roles.Length];
    private Place here;

    public List<Step> Steps { get; } = [];

    private Diagnostics Diagnostics => setting.Diagnostics;

    /// <summary>Act, document or limit of the step.</summary>
    public string IdOf(Step step) => step.Kind switch
    {
        Happening.Act => edition.Acts[step.Subject].Id,
        Happening.Serve => edition.Documents[step.Subject].Id,
        _ => edition.Limits[step.Subject].Id,
    };

    /// <summary>The last or first step of that name: an act, else a document served, else a limit. Null when there is none.</summary>
    public int? Find(string id, bool last)
    {
        for (var kind = Happening.Act; kind <= Happening.Lapse; kind++)
        {
            var at = last ? Steps.FindLastIndex(s => s.Kind == kind && IdOf(s) == id) : Steps.FindIndex(s => s.Kind == kind && IdOf(s) == id);
            if (at >= 0) { return at; }
        }

        return null;
    }

    public void Read(YamlMap map)
    {
        here = map.At;
        var fields = new Fields(map, Diagnostics, "the step", "act", "serve", "lapse", "after", "since", "by", "on", "with", "times", "hours", "names");
        var step = fields.Scalar("act") is { } act ? Act(act, fields)
            : fields.Scalar("serve") is { } document ? Serve(document, fields)
            : fields.Scalar("lapse") is { } limit ? Lapse(limit)
            : null;
        if (step is null)
        {
            if (!fields.Has("act") && !fields.Has("serve") && !fields.Has("lapse"))
            {
                Diagnostics.Error(fields.At, Rule.MissingKey,
                    "the step says neither act, serve nor lapse");
            }

            return;
        }

        for (var times = fields.Number("times", 1, atLeast: 1); times > 0; times--) { Steps.Add(Finish(step, fields)); }
    }

    private Step? Act(YamlScalar name, Fields fields)
    {
        if (edition.FindAct(name.Text) is not { } act)
        {
            Diagnostics.Error(name.At, Rule.UnknownId,
                $"'{edition.Id}' has no act '{name.Text}'{Nearest.Suggestion(name.Text, edition.Acts.Select(a => a.Id))}");
            return null;
        }

        if (act.By.IsEmpty)
        {
            Diagnostics.Error(name.At, Rule.WithoutActor, $"'{act.Id}' is done by the law itself; write lapse and the limit");
            return null;
        }

        var by = Role(fields.Scalar("by"), act.By, act.By[0]);
        return new Step(Happening.Act, act.Index)
        {
            Hours = setting.Hours["office"],
            By = by,
            ApprovedBy = act.ApprovedBy,
            Officers = act.Officers,
            Documents = act.Documents,
            Names = NamesOf(act, by, fields),
        };
    }

    private Step? Serve(YamlScalar name, Fields fields)
    {
        if (edition.FindDocument(name.Text) is not { } document)
        {
            Diagnostics.Error(name.At, Rule.UnknownId,
                $"'{edition.Id}' has no document '{name.Text}'{Nearest.Suggestion(name.Text, edition.Documents.Select(d => d.Id))}");
            return null;
        }

        if (document.To.IsEmpty)
        {
            Diagnostics.Error(name.At, Rule.WrongValue, $"'{document.Id}' is not a document that is served");
            return null;
        }

        return new Step(Happening.Serve, document.Index)
        {
            Hours = setting.Hours["office"], By = Role(fields.Scalar("by"), [], edition.Number.Of), On = Role(fields.Scalar("on"), document.To, document.To[0]),
        };
    }

    private Step? Lapse(YamlScalar name)
    {
        if (edition.FindLimit(name.Text) is { } limit) { return new Step(Happening.Lapse, limit.Index) { Hours = setting.Hours["office"] }; }
        Diagnostics.Error(name.At, Rule.UnknownId,
            $"'{edition.Id}' has no limit '{name.Text}'{Nearest.Suggestion(name.Text, edition.Limits.Select(l => l.Id))}");
        return null;
    }

    private int Role(YamlScalar? name, ImmutableArray<int> among, int otherwise)
    {
        var found = name is null ? otherwise : edition.FindRole(name.Text)?.Index ?? -1;
        if (found < 0 || (name is not null && !among.IsEmpty && !among.Contains(found)))
        {
            Diagnostics.Error(name!.At, Rule.UnknownId,
                $"'{name.Text}' cannot be the role here{Nearest.Suggestion(name.Text, among.Select(r => edition.Roles[r].Id))}");
            return otherwise;
        }

        Filled(found, name?.At);
        return found;
    }

    /// <summary>A role that a step needs must have somebody.</summary>
    private void Filled(int role, Place? at)
    {
        var part = parts[role];
        if (part.People is not null || (part.Kind != RoleKind.Party && part.Of >= 0 && parts[part.Of].Seat is not null)) { return; }
        Diagnostics.Error(at ?? here, Rule.WithoutActor, $"a step needs '{part.Role.Id}', but 'roles' does not say who that is");
    }

    /// <summary>The roles that the act names by law, those that the step names besides, and at the opening the one that keeps the register.</summary>
    private ImmutableArray<int> NamesOf(Act act, int by, Fields fields)
    {
        var names = act.Names.ToBuilder();
        foreach (var word in fields.Words("names"))
        {
            if (edition.FindRole(word.Text) is { } role && (act.MayName.Contains(role.Index) || (act.Opens && Steps.Count == 0))) { names.Add(role.Index); }
            else if (edition.FindRole(word.Text) is not { } known || !act.Names.Contains(known.Index))
            {
                Diagnostics.Error(word.At, Rule.UnknownId,
                    $"'{act.Id}' does not name '{word.Text}'");
            }
        }

        if (act.Opens && Steps.Count == 0 && edition.Number.Of != by && !names.Contains(edition.Number.Of)) { names.Add(edition.Number.Of); }
        foreach (var role in names) { Filled(role, fields.At); }
        return names.ToImmutable();
    }

    private Step Finish(Step step, Fields fields)
    {
        var index = Steps.Count;
        foreach (var role in step.Names)
        {
            var times = named.GetValueOrDefault(role, 0);
            named[role] = times + 1;
            if (times > 0) { (namings = [.. namings])[role] = (byte)times; }
        }

        var by = step.By >= 0 ? edition.Roles[step.By] : null;
        var values = new ValueReader(edition, setting, deck, Steps);
        var with = values.Read(fields.Section("with"), step, fields.At, out var outcome);
        var since = fields.Scalar("since") is { } from ? Earlier(from) : index - 1;
        var after = fields["after"];
        if (index > 0 && after is null) { fields.Need("after"); }
        if (index == 0 && after is not null)
        {
            Diagnostics.Error(after.At, Rule.Contradiction,
                "the first step comes when the case arrives; leave 'after' out");
        }

        return step with
        {
            Namings = [.. namings],
            With = with,
            Outcome = outcome,
            Since = since,
            After = index == 0 ? null : new WaitReader(edition, setting, deck, values).Read(after, index),
            Hours = setting.HoursNamed(fields.Scalar("hours") ?? HoursOf(by)),
        };
    }

    /// <summary>The hours that the procedure gives the role, or the organ to which the officer belongs.</summary>
    private YamlScalar? HoursOf(Role? by) => by is null ? null : hours.Scalar(by.Id) ?? (by.Of >= 0 ? hours.Scalar(edition.Roles[by.Of].Id) : null);

    private int Earlier(YamlScalar name)
    {
        if (Find(name.Text, last: true) is { } found) { return found; }
        Diagnostics.Error(name.At, Rule.UnknownId, $"no step before this one is '{name.Text}'{Nearest.Suggestion(name.Text, Steps.Select(IdOf))}");
        return Steps.Count - 1;
    }
}
