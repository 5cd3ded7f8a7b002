// The operations of /openapi.json, each with a form that sends a request. Text is set as text and never as HTML.
"use strict";

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function send(method, path, operation, inputs, body, accept, shown) {
  let address = path;
  const headers = {};
  const query = new URLSearchParams();
  for (const { name, place, input } of inputs) {
    if (place === "path") address = address.replace(`{${name}}`, encodeURIComponent(input.value));
    else if (place === "query") query.set(name, input.value);
    else if (input.value !== "") headers[name] = input.value;
  }
  if (query.size > 0) address += `?${query}`;
  if (accept !== null) headers["accept"] = accept.value;
  if (body !== null) headers["content-type"] = "application/json";
  shown.textContent = "..";
  try {
    const response = await fetch(address, { method: method.toUpperCase(), headers, body: body?.value, credentials: "omit" });
    let text = `${response.status} ${response.statusText}\n`;
    for (const [name, value] of response.headers) text += `${name}: ${value}\n`;
    text += "\n";
    shown.textContent = text;
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const isJson = (response.headers.get("content-type") ?? "").includes("json");
    let received = "";
    while (reader !== undefined) {
      const { done, value } = await reader.read();
      if (done) break;
      received += value;
      if (!isJson) shown.textContent = text + received;
    }
    shown.textContent = text + (isJson ? JSON.stringify(JSON.parse(received), null, 2) : received);
  } catch (error) {
    shown.textContent = `No answer: ${error}`;
  }
}

function form(method, path, operation) {
  const parts = [];
  const inputs = [];
  for (const parameter of operation.parameters ?? []) {
    const input = element("input", { value: "", size: 40 });
    inputs.push({ name: parameter.name, place: parameter.in, input });
    parts.push(element("label", {}, `${parameter.name} (${parameter.in}) `, input));
  }
  let body = null;
  const examples = operation.requestBody?.content["application/json"].examples;
  if (examples !== undefined) {
    const text = (name) => JSON.stringify(examples[name].value, null, 2);
    // The plain one first.
    const names = Object.keys(examples).sort((one, other) => (other === "plain") - (one === "plain"));
    body = element("textarea", { value: text(names[0]), spellcheck: false });
    const choice = element("select", {}, ...names.map((name) => element("option", { value: name }, name)));
    choice.addEventListener("change", () => (body.value = text(choice.value)));
    parts.push(element("label", {}, "Example ", choice), element("label", {}, "Body", body));
  }
  let accept = null;
  const types = Object.keys(operation.responses["200"]?.content ?? {});
  if (types.length > 1) {
    accept = element("select", {}, ...types.map((type) => element("option", { value: type }, type)));
    parts.push(element("label", {}, "Accept ", accept));
  }
  const shown = element("pre", { tabIndex: 0 });
  const button = element("button", { type: "button" }, "Send");
  button.addEventListener("click", () => void send(method, path, operation, inputs, body, accept, shown));
  parts.push(button, shown);
  return parts;
}

function section(method, path, operation) {
  const rows = Object.entries(operation.responses).map(([status, response]) =>
    element("tr", {}, element("td", {}, status), element("td", {}, response.description)),
  );
  return element(
    "details",
    {},
    element("summary", {}, element("span", { className: "method" }, method), element("code", {}, path), ` ${operation.summary}`),
    ...(operation.description === undefined ? [] : [element("p", {}, operation.description)]),
    element("table", {}, element("tbody", {}, ...rows)),
    ...form(method, path, operation),
  );
}

async function show() {
  const main = document.getElementById("operations");
  try {
    const description = await (await fetch("/openapi.json")).json();
    const sections = Object.entries(description.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => section(method, path, operation)),
    );
    main.replaceChildren(element("p", {}, description.info.description), ...sections);
  } catch (error) {
    main.replaceChildren(element("p", {}, `The description could not be read: ${error}`));
  }
  document.documentElement.dataset.ready = "";
}

void show();
