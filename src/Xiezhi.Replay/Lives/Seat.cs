using Xiezhi.Replay.Chance;

namespace Xiezhi.Replay.Lives;

/// <summary>Which organ has a role.</summary>
internal abstract class Seat
{
    /// <param name="nth">0 for the first naming in a case; each later one gets another organ than the one before.</param>
    /// <returns>The organ's number.</returns>
    public abstract int Organ(in Plan plan, int nth);

    public sealed class Always(int organ) : Seat
    {
        public override int Organ(in Plan plan, int nth) => organ;
    }

    /// <summary>The organ of the deck's row; when it has to be another one, that of a row about the same.</summary>
    /// <param name="organs">By row.</param>
    /// <param name="sameFrom">By row, the first row about the same, and how many there are.</param>
    public sealed class Dealt(int[] organs, (int First, int Count)[] sameFrom, int role) : Seat
    {
        public override int Organ(in Plan plan, int nth)
        {
            var organ = organs[plan.Row];
            for (var n = 1; n <= nth; n++)
            {
                var (first, count) = sameFrom[plan.Row];
                var last = organ;
                for (var attempt = 0; organ == last && attempt < 64; attempt++)
                {
                    var bits = Draw.At(Draw.Of(plan.Key, attempt), Slot.Seat(role, n));
                    organ = attempt < 8 ? organs[first + Draw.Below(bits, count)] : organs[Draw.Below(bits, organs.Length)];
                }
            }

            return organ;
        }
    }

    /// <summary>An organ of its kind in the region of another role's organ; where the region has none, one of the whole city.</summary>
    /// <param name="byOrgan">By the number of the other role's organ.</param>
    public sealed class Beside(Seat of, int[][] byOrgan, int role) : Seat
    {
        public override int Organ(in Plan plan, int nth)
        {
            var organs = byOrgan[of.Organ(plan, 0)];
            var at = Draw.Below(Draw.At(plan.Key, Slot.Seat(role, 0)), organs.Length);
            return organs[(at + nth) % organs.Length];
        }
    }

    /// <summary>One of several, drawn by weight.</summary>
    public sealed class Drawn(int[] organs, Weighted weights, int role) : Seat
    {
        public override int Organ(in Plan plan, int nth)
        {
            var organ = organs[weights.Pick(Draw.At(plan.Key, Slot.Seat(role, 0)))];
            for (var n = 1; n <= nth && organs.Length > 1; n++)
            {
                var last = organ;
                for (var attempt = 0; organ == last; attempt++)
                {
                    organ = organs[weights.Pick(Draw.At(Draw.Of(plan.Key, attempt), Slot.Seat(role, n)))];
                }
            }

            return organ;
        }
    }
}
