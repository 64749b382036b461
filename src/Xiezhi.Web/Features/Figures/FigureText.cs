using System.Globalization;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Web.Features.Figures;

/// <summary>Numbers of figures as pages write them.</summary>
internal static class FigureText
{
    /// <summary>Enough digits to tell any two rates of a city apart.</summary>
    private const string RateFormat = "0.######";

    /// <summary>The exact value in digits: 2,112,900, 99.951033%; a dash where there is none.</summary>
    public static string Exact(Figure figure) => figure.Unrounded is not { } exact ? Figure.NoValue
        : figure.Indicator.Print.IsRate ? exact.ToString(RateFormat, CultureInfo.InvariantCulture) + "%"
        : Amount(exact);

    public static string Amount(decimal amount) => amount.ToString("#,0.######", CultureInfo.InvariantCulture);

    /// <summary>The amount of a part, or its rate where the figure is one.</summary>
    public static string Of(Part part) => part.Hidden ? "※" : part.Numerator is null ? Amount(part.Amount)
        : part.Rate is { } rate ? rate.ToString(decimal.IsInteger(rate) ? "0" : "0.00", CultureInfo.InvariantCulture) + "%"
        : Figure.NoValue;
}
