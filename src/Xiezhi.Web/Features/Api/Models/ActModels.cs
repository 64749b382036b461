using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime.Text;
using Xiezhi.Office.Acts;
using Xiezhi.Web.Features.Cases;

namespace Xiezhi.Web.Features.Api.Models;

/// <summary>What somebody wants done, in the words of the catalogue.</summary>
internal sealed record ActBody
{
    /// <summary>Id of the procedure, to open a case; left out otherwise.</summary>
    public string? Procedure { get; init; }

    /// <summary>Id of the act, or serve: and the id of the document; amend-entry:5, annul-entry:5, hand-over:role or move-edition:day, which every procedure has; annul-entry:5+act brings in what was done and never recorded.</summary>
    public string? Act { get; init; }

    /// <summary>Fact id → value: true or false, a code's id, a number, yuan, a day, a minute, a length, text, an organ's id, organ/number of an officer, an item's id.</summary>
    [JsonConverter(typeof(ScalarTexts))]
    public ImmutableDictionary<string, string>? Facts { get; init; }

    /// <summary>Role id → organ's id, or organ/number for an officer; of a role that several hold, all of them with commas between.</summary>
    [JsonConverter(typeof(ScalarTexts))]
    public ImmutableDictionary<string, string>? Names { get; init; }

    /// <summary>Role id → the person or organisation that takes it; of a role that several hold, the second under role/2, and so on.</summary>
    public Dictionary<string, PersonBody>? Persons { get; init; }

    /// <summary>Document id → ids of the uploaded papers that are it.</summary>
    public Dictionary<string, ImmutableArray<string>>? Documents { get; init; }

    /// <summary>Id of the outcome, for an act that closes the case.</summary>
    public string? Outcome { get; init; }

    /// <summary>Role id on which a document is served, or role/2 for the second of several that hold it; left out for its only receiver.</summary>
    public string? On { get; init; }

    /// <summary>Why an entry is put right or struck out, a role handed over, a case moved; left out for other acts.</summary>
    public string? Why { get; init; }

    /// <summary>Who did what a correction brings in: role id, or role/2; left out where only one can have.</summary>
    public string? By { get; init; }

    /// <summary>The procedure that follows, for an act that leaves it to whoever does it.</summary>
    public string? Follow { get; init; }

    /// <summary>How many officers sign; 1 when left out.</summary>
    public int? Officers { get; init; }

    /// <summary>When it happened: 2024-01-02 or 2024-01-02T09:30, Beijing time; left out for now.</summary>
    public string? When { get; init; }

    public ActInput Input(string? number, string key, int? seen) => new()
    {
        Case = number,
        Procedure = Procedure,
        Act = Act ?? "",
        Facts = Facts ?? ImmutableDictionary<string, string>.Empty,
        Names = Names ?? ImmutableDictionary<string, string>.Empty,
        Persons = Persons is null ? ImmutableDictionary<string, PersonInput>.Empty
            : Persons.ToImmutableDictionary(person => person.Key, person => new PersonInput(person.Value.Name ?? "", person.Value.Identity ?? "", person.Value.Phone ?? "")),
        Documents = Documents is null ? ImmutableDictionary<string, ImmutableArray<string>>.Empty : Documents.ToImmutableDictionary(),
        Outcome = Outcome,
        On = On,
        Why = Why,
        By = By,
        Follow = Follow,
        Officers = Officers ?? 1,
        When = When,
        Key = key,
        Seen = seen,
    };
}

/// <param name="Identity">Identity number or unified social credit code.</param>
internal sealed record PersonBody(string? Name, string? Identity, string? Phone);

/// <summary>An act that is recorded, and on the disk.</summary>
/// <param name="Leaf">Index in the log of the first entry that was recorded.</param>
/// <param name="Code">The party's code for tracking, where a party opened the case; it is shown here and nowhere else.</param>
/// <param name="Case">Address of the case.</param>
internal sealed record RecordedModel(string Number, long Leaf, string? Code, string Case)
{
    public static RecordedModel Of(ActOutcome.Done done) => new(done.Number.ToString(), done.Leaf, done.Code, ApiSite.Root + CaseAddress.Of(done.Number));
}

/// <summary>An act that waits for its approval.</summary>
/// <param name="Proposal">Its number on the approver's desk.</param>
internal sealed record WaitsModel(long Proposal);

/// <param name="Waiting">What waits for the account's approval, the oldest first.</param>
/// <param name="Made">What the account has proposed, the newest first.</param>
internal sealed record ProposalList(ImmutableArray<ProposalModel> Waiting, ImmutableArray<ProposalModel> Made);

/// <summary>An act that waits for its approval, or was decided.</summary>
/// <param name="Number">Null, as the address, while the case that the act opens is not there.</param>
/// <param name="Approver">The role whose approval it waits for; null where somebody else of the organ, or of one above it, approves.</param>
/// <param name="Proposer">The account; empty for a party that came with number and code.</param>
/// <param name="State">waiting, approved or declined.</param>
/// <param name="Facts">What the act says.</param>
/// <param name="Reason">Why it was declined.</param>
internal sealed record ProposalModel(long Id, string? Number, string Procedure, NamedModel Act, NamedModel? Approver, string Proposer, string Made, string State,
    [property: JsonConverter(typeof(ScalarTexts))] ImmutableDictionary<string, string> Facts, string? Outcome, string? Reason, string? Case)
{
    public static ProposalModel Of(Proposal proposal) => new(proposal.Id, proposal.Number?.ToString(), proposal.Edition.Procedure, new NamedModel(proposal.Act, TextModel.Of(proposal.Title)),
        proposal.Approver is { } role ? new NamedModel(role.Id, TextModel.Of(role.Title)) : null, proposal.Proposer, InstantPattern.General.Format(proposal.Made), Words.Id(proposal.State), proposal.Input.Facts,
        proposal.Input.Outcome, proposal.Reason, proposal.Number is { } number ? ApiSite.Root + CaseAddress.Of(number) : null);
}

/// <param name="Reason">For whoever proposed it.</param>
internal sealed record DeclineBody(string? Reason);
