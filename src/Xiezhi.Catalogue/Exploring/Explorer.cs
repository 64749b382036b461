using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>Tries every course that a case of one edition can take, by the same <see cref="Decide"/> that decides real cases: in each state every act with a few
/// values that stand for all, every service, and the next day on which a clock runs out.</summary>
/// <remarks>Each question is searched for itself, and of a case only what can still bear on its answer is kept apart (see <see cref="Relevance"/>): so independent
/// acts in whatever order, and all that no later act asks for, make no states of their own. A faulty course is found if it shows in the first case that reached
/// the state. Lengths that the law leaves open run out at no time that is known, and are taken to end some day.</remarks>
public static class Explorer
{
    /// <summary>More states than this are not looked at for one question.</summary>
    public const int MostStates = 25_000;

    /// <summary>Explores one edition, as the law alone has it.</summary>
    /// <param name="most">How many states are looked at for each question.</param>
    public static Exploration Explore(Edition edition, WorkingCalendar calendar, int most = MostStates)
    {
        var alone = Alone.Of(edition);
        var moves = new Moves(alone, new Interest(alone), calendar);
        var (faults, done) = (new List<ExplorationFault>(), new bool[alone.Acts.Length]);
        var (states, tried, whole) = (0, 0, true);
        foreach (var question in Question.OfLimits(alone).Prepend(Question.End)) { Ask(question); }
        foreach (var act in alone.Acts) { if (!done[act.Index]) { Ask(Question.Of(act)); } }
        return new Exploration(alone, states, tried, whole, [.. faults], [.. alone.Acts.Where(a => !done[a.Index])]);

        void Ask(Question question)
        {
            var search = new Search(alone, calendar, question, moves, faults, done);
            whole &= search.Run(most);
            states += search.States;
            tried += search.Tried;
        }
    }

    /// <summary>Explores several, side by side on all cores.</summary>
    public static ImmutableArray<Exploration> Explore(IEnumerable<Edition> editions, WorkingCalendar calendar, int most = MostStates) =>
        [.. editions.AsParallel().AsOrdered().Select(edition => Explore(edition, calendar, most))];
}
