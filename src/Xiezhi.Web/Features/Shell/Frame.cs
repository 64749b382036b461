using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Xiezhi.Web.Features.Shell;

/// <summary>The root of every answer: hands the view down to the page and all its parts.</summary>
internal sealed class Frame : ComponentBase
{
    [Parameter, EditorRequired] public required View View { get; set; }

    [Parameter, EditorRequired] public required Type Page { get; set; }

    /// <summary>What the page shows; null for a page that takes nothing.</summary>
    [Parameter] public object? Model { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<CascadingValue<View>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), View);
        builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), value: true);
        builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), (RenderFragment)(page =>
        {
            page.OpenComponent(0, Page);
            if (Model is not null) { page.AddComponentParameter(1, nameof(Model), Model); }
            page.CloseComponent();
        }));
        builder.CloseComponent();
    }
}
