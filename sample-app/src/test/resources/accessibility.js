async () => {
  await Promise.all(document.getAnimations().filter(({ effect }) => effect.getTiming().iterations !== Infinity).map(({ finished }) => finished.catch(() => undefined)));
  const complaints = new Set();
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  const colours = new Map();

  /** Red, green, blue and alpha, whatever the colour is written as. */
  function rgba(colour) {
    if (!colours.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      colours.set(colour, [r, g, b, a / 255]);
    }
    return colours.get(colour);
  }

  function over(below, [r, g, b], alpha) {
    return [r, g, b].map((each, index) => each * alpha + below[index] * (1 - alpha));
  }

  function luminance(colour) {
    const [r, g, b] = colour.map((each) => each / 255).map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(a, b) {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  }

  /** From the page down to an element. */
  function path(element) {
    const all = [];
    for (let each = element; each; each = each.parentElement) {
      all.unshift(each);
    }
    return all;
  }

  function isSeen(element) {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }

  function checkContrast(element, text, style) {
    let ground = [255, 255, 255];
    let opacity = 1;
    for (const each of path(element)) {
      const { backgroundColor, opacity: own } = getComputedStyle(each);
      opacity *= Number(own);
      const colour = rgba(backgroundColor);
      ground = over(ground, colour, colour[3] * opacity);
    }
    const colour = rgba(style.color);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = contrast(over(ground, colour, colour[3] * opacity), ground);
    if (ratio < (isLarge ? 3 : 4.5)) {
      complaints.add(`contrast ${ratio.toFixed(2)}: ${text.trim().slice(0, 40)} (${element.tagName.toLowerCase()}.${element.className})`);
    }
  }

  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() && isSeen(element) && !element.closest(':disabled, script, style, template, .heard')) {
      checkContrast(element, node.data, getComputedStyle(element));
    }
  }
  for (const field of document.querySelectorAll('input:not([type=checkbox], [type=radio]), textarea')) {
    if (isSeen(field) && !field.disabled) {
      checkContrast(field, field.value || field.placeholder, getComputedStyle(field, field.value ? null : '::placeholder'));
    }
  }

  const textOf = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  function nameOf(element) {
    return [element.getAttribute('aria-label'), textOf(element.getAttribute('aria-labelledby') ?? ''),
      ...Array.from(element.labels ?? [], (label) => label.textContent), element.matches('input, textarea') ? '' : element.textContent,
      ...Array.from(element.querySelectorAll('img'), ({ alt }) => alt), element.title].map((each) => each?.trim()).find((each) => each);
  }
  for (const element of document.querySelectorAll('a[href], button, input, textarea, select, summary, [tabindex], [role=grid], [role=group]')) {
    if (element.checkVisibility() && !nameOf(element)) {
      complaints.add(`no name: ${element.outerHTML.slice(0, 120)}`);
    }
  }
  for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls']) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      element.getAttribute(attribute).split(/\s+/).filter((id) => id && !document.getElementById(id))
        .forEach((id) => complaints.add(`${attribute} names ${id}, which is not there`));
    }
  }
  const ids = Array.from(document.querySelectorAll('[id]'), ({ id }) => id);
  ids.filter((id, index) => ids.indexOf(id) !== index).forEach((id) => complaints.add(`two elements are called ${id}`));
  if (!document.documentElement.lang || document.querySelectorAll('main').length !== 1 || document.querySelectorAll('h1').length !== 1) {
    complaints.add('a page has a language, a main part and a heading');
  }
  document.querySelectorAll('[tabindex]').forEach((each) => Number(each.getAttribute('tabindex')) > 0 && complaints.add('the order of the focus is that of the page'));
  return [...complaints];
}
