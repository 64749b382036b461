using System.Collections.Immutable;

namespace Xiezhi.Web.Texts;

public abstract partial class Words
{
    public abstract string ApiTitle { get; }
    public abstract string ApiLead { get; }
    public abstract string ApiDocument { get; }
    public abstract string ApiRules { get; }
    /// <summary>What holds for every operation: a name and a sentence each.</summary>
    public abstract ImmutableArray<(string Name, string Text)> ApiRuleTexts { get; }
    public abstract string ApiNeedsToken { get; }
    public abstract string ApiRequired { get; }
    public abstract string ApiBody { get; }
    public abstract string ApiProblems { get; }
    public abstract string ApiProblemsHow { get; }
    public abstract string ApiFeeds { get; }
    public abstract ImmutableArray<(string Address, string Text)> ApiFeedTexts { get; }

    /// <param name="place">path, query or header.</param>
    public abstract string ApiPlace(string place);
}
